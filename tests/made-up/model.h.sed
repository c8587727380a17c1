# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
/^    KIND_COUNT,/i\
    KIND_POSTER,
