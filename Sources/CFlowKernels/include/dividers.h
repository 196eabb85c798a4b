#ifndef FLOW_DIVIDERS_H
#define FLOW_DIVIDERS_H

// Finds the columns and lines of a text, 64 bytes at a time, with the widest vectors that the processor has.

#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t dividers; // blanks and line ends
    size_t lines;    // line ends
} flow_divider_counts;

/// The widest vectors that this processor has: 4 for AVX-512, 3 for AVX2 (the levels of the x86-64 psABI), 1 for others.
int flow_vector_level(void);

/// How many blanks and line ends are in the `count` bytes from `text`, by vectors of a level.
flow_divider_counts flow_count_dividers(int level, const uint8_t *text, size_t count);

/// Finds the blanks and line ends from `start` to `end` of `text`, where a line end stands last; `end` is below 2^31.
///
/// `positions` gets where they are, with the highest bit set behind digits without a leading zero; there must be room
/// for 64 more than there are. `lines` gets, for every line end, its index among them plus `first`.
///
/// Returns 0 as soon as a column is empty, there is other white space, or a column is `None`; else 1. A text that
/// `isEven` is not looked at for these.
int flow_find_dividers(
    int level, const uint8_t *text, size_t start, size_t end, int isEven, uint32_t first, uint32_t *positions, uint32_t *lines);

#endif
