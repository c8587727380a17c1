// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads a pictogram as it is drawn in a text file: data/pictograms/README.md. A part of the build, not of the programs.
#ifndef KOMPASS_DEPLOY_PICTOGRAMS_READER_H
#define KOMPASS_DEPLOY_PICTOGRAMS_READER_H

#include "core/base/status.h"
#include "tui/kit/pictogram.h"

enum { PICTOGRAM_FILE_BYTES = 4096 }; // a file is no larger

// Reads the file, whose name says what it is called ("data/pictograms/house.pict"). STATUS_INVALID: *problem tells what is
// wrong with its first line that is wrong, as "FILE:LINE".
enum status pictogram_read(const char *path, struct pictogram *pictogram, struct problem *problem);

#endif
