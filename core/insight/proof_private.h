// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to proof: what is found in one piece of a text.
#ifndef KOMPASS_CORE_INSIGHT_PROOF_PRIVATE_H
#define KOMPASS_CORE_INSIGHT_PROOF_PRIVATE_H

#include "core/edit/boundary.h"
#include "core/insight/proof.h"

struct proof_piece {
    char *text;                    // owned
    size_t length;
    bool fresh, begins_line;
    struct arena arena;            // of all below
    struct proof_finding *fixed;   // what no dictionary decides, in order; places in the piece
    size_t fixed_count, fixed_capacity;
    struct boundary_word *words;   // to be spelled
    size_t word_count;
    struct proof_finding *findings; // all of them, in order
    size_t finding_count, finding_capacity;
    size_t unanswered;
};

// Looks at a piece for the first time.
void proof_look_at_piece(const struct proof *proof, struct proof_piece *piece);

// Looks at its spelling again.
void proof_spell_piece(const struct proof *proof, struct proof_piece *piece);

#endif
