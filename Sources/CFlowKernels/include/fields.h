#ifndef FLOW_FIELDS_H
#define FLOW_FIELDS_H

// Numbers and keys out of the bytes of a text, by words and without a branch for each byte.

#include <stdint.h>
#include <string.h>

static inline uint64_t flow_word(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/// The number of the last `count` digits of the eight bytes before `end`; `count` is 1 to 8.
static inline uint64_t flow_digits8(const uint8_t *end, unsigned count) {
    // The digits that do not count are made zeros, then pairs, fours and eights are put together.
    uint64_t word = (flow_word(end - 8) & 0x0F0F0F0F0F0F0F0F) >> (64 - 8 * count) << (64 - 8 * count);
    word = (word * (10 * 0x100 + 1)) >> 8 & 0x00FF00FF00FF00FF;
    word = (word * (100 * 0x10000 + 1)) >> 16 & 0x0000FFFF0000FFFF;
    return (word * (10000 * 0x100000000 + 1)) >> 32;
}

/// The number of the `count` digits before `end`, at most 16; the 16 bytes before `end` must be readable.
static inline uint64_t flow_digits16(const uint8_t *end, unsigned count) {
    if (count <= 8) return flow_digits8(end, count);
    return flow_digits8(end - 8, count - 8) * 100000000 + flow_digits8(end, 8);
}

/// Bytes of a key that lie in it: 47, zeros behind them, and in the last byte how many there are.
typedef struct {
    uint64_t words[6];
} flow_key;

#define FLOW_KEY_BYTES 47

/// The key of `count` bytes, at most `FLOW_KEY_BYTES`, from `bytes`, of which 48 must be readable.
static inline flow_key flow_make_key(const uint8_t *bytes, unsigned count) {
    flow_key key;
    for (unsigned i = 0; i < 6; i++) {
        const int left = (int)count - 8 * (int)i;
        const uint64_t mask = left >= 8 ? ~(uint64_t)0 : left <= 0 ? 0 : ((uint64_t)1 << (8 * left)) - 1;
        key.words[i] = flow_word(bytes + 8 * i) & mask;
    }
    key.words[5] |= (uint64_t)count << 56;
    return key;
}

static inline int flow_keys_are_equal(const flow_key *a, const flow_key *b) {
    uint64_t difference = 0;
    for (int i = 0; i < 6; i++) difference |= a->words[i] ^ b->words[i];
    return difference == 0;
}

static inline uint64_t flow_mix(uint64_t a, uint64_t b) {
    const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// Six secret numbers, so that nobody can prepare keys whose hashes are the same.
typedef struct {
    uint64_t words[6];
} flow_seed;

/// A hash of a key: products of 128 bits folded, as wyhash does (Wang Yi, public domain), every factor with a secret of
/// its own, because a factor of 0 hides the other.
static inline uint64_t flow_hash(const flow_key *key, const flow_seed *seed) {
    const uint64_t a = flow_mix(key->words[0] ^ seed->words[0], key->words[1] ^ seed->words[1]);
    const uint64_t b = flow_mix(key->words[2] ^ seed->words[2], key->words[3] ^ seed->words[3]);
    const uint64_t c = flow_mix(key->words[4] ^ seed->words[4], key->words[5] ^ seed->words[5]);
    return flow_mix(a ^ seed->words[5], b ^ c ^ seed->words[0]);
}

static inline void flow_prefetch(const void *address) {
    __builtin_prefetch(address);
}

#endif
