// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the publisher: what goes between the two processes, which are the same program.
#ifndef KOMPASS_CORE_PUBLISH_PUBLISHER_PRIVATE_H
#define KOMPASS_CORE_PUBLISH_PUBLISHER_PRIVATE_H

#include "core/publish/publisher.h"

enum publisher_packet_kind {
    PUBLISHER_PACKET_PLAN,    // an order; `text`: today
    PUBLISHER_PACKET_PUBLISH, // an order; `text`: the author
    PUBLISHER_PACKET_PIECE,   // a part of a plan
    PUBLISHER_PACKET_PLANNED, // all parts were sent; numbers: kiosks, those that follow
    PUBLISHER_PACKET_STEP,    // number: the step that begins
    PUBLISHER_PACKET_PUBLISHED, // numbers: release, renewed
    PUBLISHER_PACKET_FAILED,  // `problem`
};

enum { PUBLISHER_TEXT_BYTES = 8192 };

struct publisher_packet {
    enum publisher_packet_kind kind;
    long numbers[2];
    struct problem problem;
    char text[PUBLISHER_TEXT_BYTES];
};

// The process: does what it is told until the channel is closed. Never returns.
_Noreturn void publisher_serve(int channel, const struct publisher_place *place);

#endif
