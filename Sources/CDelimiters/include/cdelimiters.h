#ifndef CDELIMITERS_H
#define CDELIMITERS_H

// Where bytes up to 0x20 (blanks, line ends and other control characters) lie in a block: bit n stands for byte n.

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The mask of 64 bytes from `bytes`, of which all must be readable.
static inline uint64_t cdelimiters_mask64(const uint8_t *bytes) {
#if defined(__SSE2__)
    const __m128i blank = _mm_set1_epi8(0x20);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
        const __m128i found = _mm_cmpeq_epi8(_mm_max_epu8(block, blank), blank);
        mask |= (uint64_t)(uint16_t)_mm_movemask_epi8(found) << (16 * part);
    }
    return mask;
#else
    uint64_t mask = 0;
    for (int part = 0; part < 8; part++) {
        uint64_t word = 0;
        for (int i = 0; i < 8; i++) word |= (uint64_t)bytes[8 * part + i] << (8 * i);
        // The high bit of each byte that is at most 0x20: no carry leaves a byte, since the high bits are out of the sum.
        const uint64_t low = 0x7F7F7F7F7F7F7F7FULL;
        const uint64_t above = ((word & low) + 0x5F5F5F5F5F5F5F5FULL) | word;
        const uint64_t found = ~above & ~low;
        // Gathers the eight high bits into one byte.
        mask |= ((found >> 7) * 0x0102040810204080ULL >> 56) << (8 * part);
    }
    return mask;
#endif
}

/// The mask of the `count` bytes, at most 64, from `bytes`.
static inline uint64_t cdelimiters_mask(const uint8_t *bytes, int count) {
    uint8_t block[64];
    memset(block, 0xFF, sizeof block);
    memcpy(block, bytes, (size_t)count);
    return cdelimiters_mask64(block);
}

#endif
