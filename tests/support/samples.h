// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a benchmark has measured.
#ifndef KOMPASS_TESTS_SUPPORT_SAMPLES_H
#define KOMPASS_TESTS_SUPPORT_SAMPLES_H

#include <stddef.h>
#include <stdlib.h>

// Zero-initialised has none.
struct samples {
    double *values; // milliseconds
    size_t count, capacity;
    size_t bytes, most_bytes; // sent by the program, in all and most in one step
};

static inline void samples_add(struct samples *samples, double value, size_t bytes)
{
    if (samples->count == samples->capacity) {
        samples->capacity = 2 * samples->capacity + 64;
        samples->values = realloc(samples->values, samples->capacity * sizeof *samples->values);
        if (samples->values == NULL)
            abort();
    }
    samples->values[samples->count++] = value;
    samples->bytes += bytes;
    samples->most_bytes = bytes > samples->most_bytes ? bytes : samples->most_bytes;
}

static inline int samples_compare(const void *a, const void *b)
{
    const double *first = a;
    const double *second = b;
    return (*first > *second) - (*first < *second);
}

// The one that so large a part of all do not exceed, 0.5 being the median; 0 of none. Puts them in order.
static inline double samples_quantile(struct samples *samples, double part)
{
    if (samples->count == 0)
        return 0;
    qsort(samples->values, samples->count, sizeof *samples->values, samples_compare);
    return samples->values[(size_t)(part * (double)(samples->count - 1) + 0.5)];
}

#endif
