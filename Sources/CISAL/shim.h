#pragma once
#include <isa-l.h>
#include <stdlib.h>

/* struct inflate_state has arrays longer than the tuples that Swift imports, so it is made and driven here. */

typedef struct inflate_state cisal_inflate_state;

/* Prepares for a raw deflate stream; the CRC-32 of its output is counted along. */
static inline void cisal_inflate_reset(cisal_inflate_state *_Nonnull state) {
    isal_inflate_init(state);
    state->crc_flag = ISAL_GZIP_NO_HDR;
}

/* To be freed with free; null where there is no memory. */
static inline cisal_inflate_state *_Nullable cisal_inflate_create(void) {
    cisal_inflate_state *state = (cisal_inflate_state *)calloc(1, sizeof(cisal_inflate_state));
    if (state) cisal_inflate_reset(state);
    return state;
}

static inline void cisal_inflate_destroy(cisal_inflate_state *_Nonnull state) {
    free(state);
}

/*
 * Inflates from *input to *output; both counts are those left afterwards.
 *
 * After an error ISA-L 2.30 may leave an avail_in below zero, so then the pointer says how far it came.
 */
static inline int cisal_inflate(
    cisal_inflate_state *_Nonnull state, const uint8_t *_Nullable input, uint32_t *_Nonnull input_count,
    uint8_t *_Nullable output, uint32_t *_Nonnull output_count) {
    state->next_in = (uint8_t *)input;
    state->avail_in = *input_count;
    state->next_out = output;
    state->avail_out = *output_count;
    int status = isal_inflate(state);
    if (status < 0) {
        const uint8_t *next = state->next_in;
        *input_count = next >= input && next <= input + *input_count ? (uint32_t)(input + *input_count - next) : 0;
    } else {
        *input_count = state->avail_in;
    }
    *output_count = state->avail_out;
    state->next_in = NULL;
    state->next_out = NULL;
    return status;
}

/* Whether the stream has ended and all its output is written. */
static inline int cisal_inflate_is_finished(const cisal_inflate_state *_Nonnull state) {
    return state->block_state == ISAL_BLOCK_FINISH;
}

static inline uint32_t cisal_inflate_crc(const cisal_inflate_state *_Nonnull state) {
    return state->crc;
}

/* After the end: whole bytes that were read ahead but do not belong to the stream, the first one lowest. */
static inline uint64_t cisal_inflate_read_ahead(const cisal_inflate_state *_Nonnull state, int *_Nonnull count) {
    *count = state->read_in_length / 8;
    return state->read_in >> (state->read_in_length % 8);
}
