#ifndef CDELIMITERS_H
#define CDELIMITERS_H

// What a block of 64 bytes consists of, as masks: bit n stands for byte n.

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct {
    uint64_t controls; // bytes up to 0x20: blanks, line ends and other control characters
    uint64_t digits;   // bytes from '0' to '9'
} cdelimiters_masks;

/// The masks of 64 bytes from `bytes`, of which all must be readable.
static inline cdelimiters_masks cdelimiters_masks64(const uint8_t *bytes) {
    cdelimiters_masks masks = {0, 0};
#if defined(__SSE2__)
    const __m128i blank = _mm_set1_epi8(0x20), zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
    for (int part = 0; part < 4; part++) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
        const __m128i value = _mm_sub_epi8(block, zero);
        const __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(block, blank), blank);
        const __m128i digit = _mm_cmpeq_epi8(_mm_min_epu8(value, nine), value);
        masks.controls |= (uint64_t)(uint16_t)_mm_movemask_epi8(control) << (16 * part);
        masks.digits |= (uint64_t)(uint16_t)_mm_movemask_epi8(digit) << (16 * part);
    }
#else
    // The high bit of each byte says whether it is one; no sum leaves its byte, since the high bits are out of it.
    const uint64_t low = 0x7F7F7F7F7F7F7F7FULL, every = 0x0101010101010101ULL;
    for (int part = 0; part < 8; part++) {
        uint64_t word = 0;
        for (int i = 0; i < 8; i++) word |= (uint64_t)bytes[8 * part + i] << (8 * i);
        const uint64_t least33 = ((word & low) + every * (0x80 - 0x21)) | word;
        const uint64_t least48 = ((word & low) + every * (0x80 - 0x30)) | word;
        const uint64_t least58 = ((word & low) + every * (0x80 - 0x3A)) | word;
        // Gathers the eight high bits into one byte.
        masks.controls |= (((~least33 & ~low) >> 7) * 0x0102040810204080ULL >> 56) << (8 * part);
        masks.digits |= (((least48 & ~least58 & ~low) >> 7) * 0x0102040810204080ULL >> 56) << (8 * part);
    }
#endif
    return masks;
}

/// The masks of the `count` bytes, at most 64, from `bytes`.
static inline cdelimiters_masks cdelimiters_masks_upto64(const uint8_t *bytes, int count) {
    uint8_t block[64];
    memset(block, 0xFF, sizeof block);
    memcpy(block, bytes, (size_t)count);
    return cdelimiters_masks64(block);
}

#endif
