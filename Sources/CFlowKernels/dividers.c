#include "dividers.h"

#include <string.h>

// Vectors as clang knows them on every machine; what uses them is compiled for each level.
typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

#define INLINE static inline __attribute__((always_inline))

/// Bit n says whether byte n of a comparison holds.
#define MASK(comparison) __builtin_bit_cast(uint64_t, __builtin_convertvector((comparison), bits64))

/// Loads a block; a function that returned one would depend on the vectors of its caller.
#define LOAD(block, text) memcpy(&(block), (text), sizeof(block))

/// What goes over from one block to the next.
typedef struct {
    uint64_t divided; // 1 where the byte before the block is a divider
    uint64_t number;  // 1 where a number began before the block and has had digits only
} carried;

INLINE int isDivider(uint8_t byte) {
    return byte == 0x20 || byte == 0x0A;
}

/// Whether one of the columns that begin at `starts` is `None`.
static int hasNone(const uint8_t *text, size_t position, size_t end, uint64_t starts) {
    for (; starts != 0; starts &= starts - 1) {
        const size_t start = position + (size_t)__builtin_ctzll(starts);
        if (start + 4 < end && memcmp(text + start, "None", 4) == 0 && isDivider(text[start + 4])) return 1;
    }
    return 0;
}

INLINE int find(
    const uint8_t *text, size_t start, size_t end, int isEven, uint32_t first, uint32_t *positions, uint32_t *lines
) {
    carried carry = {1, 0};
    uint32_t *next = positions;
    for (size_t position = start; position < end; position += 64) {
        bytes64 block;
        if (end - position >= 64) {
            LOAD(block, text + position);
        } else {
            uint8_t rest[64];
            memset(rest, 0xFF, sizeof rest);
            memcpy(rest, text + position, end - position);
            LOAD(block, rest);
        }
        const uint64_t ends = MASK(block == 0x0A);
        const uint64_t dividers = MASK(block == 0x20) | ends;
        const uint64_t digits = MASK(block - '0' <= 9);
        const uint64_t starts = dividers << 1 | carry.divided;
        carry.divided = dividers >> 63;
        if (!isEven) {
            if ((dividers & starts) | (MASK(block <= 0x20) ^ dividers)) return 0;
            const uint64_t capitals = starts & MASK(block == 'N');
            if (capitals != 0 && hasNone(text, position, end, capitals)) return 0;
        }

        // A 1 that is added where a number begins runs through its digits and comes to rest behind them.
        const uint64_t isLast = end - position <= 64 || isDivider(text[position + 64]);
        const uint64_t zeros = MASK(block == '0') & ~(dividers >> 1 | isLast << 63);
        const uint64_t numbers = starts & digits & ~zeros;
        const uint64_t sum = digits + numbers;
        const uint64_t numberEnds = sum + carry.number;
        carry.number = (sum < numbers) | (numberEnds < sum);

        const uint32_t index = first + (uint32_t)(next - positions);
        for (uint64_t left = ends; left != 0; left &= left - 1) {
            *lines++ = index + (uint32_t)__builtin_popcountll(dividers & ((left & -left) - 1));
        }

        uint64_t left = dividers;
        const int count = __builtin_popcountll(left);
        int done = 0;
        do {
            // Twelve turns for all but a few blocks: a number that does not change is predicted. What is written too
            // much is written over.
            for (int turn = 0; turn < 12; turn++) {
                const int bit = __builtin_ctzll(left | (uint64_t)1 << 63);
                next[done + turn] = ((uint32_t)position + (uint32_t)bit) | (uint32_t)(numberEnds >> bit) << 31;
                left &= left - 1;
            }
            done += 12;
        } while (done < count);
        next += count;
    }
    return 1;
}

INLINE flow_divider_counts count(const uint8_t *text, size_t size) {
    flow_divider_counts counts = {0, 0};
    size_t position = 0;
    for (; size - position >= 64; position += 64) {
        bytes64 block;
        LOAD(block, text + position);
        const uint64_t ends = MASK(block == 0x0A);
        counts.lines += (size_t)__builtin_popcountll(ends);
        counts.dividers += (size_t)__builtin_popcountll(MASK(block == 0x20) | ends);
    }
    for (; position < size; position++) {
        counts.lines += text[position] == 0x0A;
        counts.dividers += isDivider(text[position]);
    }
    return counts;
}

#define FIND_ARGUMENTS \
    const uint8_t *text, size_t start, size_t end, int isEven, uint32_t first, uint32_t *positions, uint32_t *lines

#if defined(__x86_64__)
#define LEVEL(level) __attribute__((target("arch=" level)))

LEVEL("x86-64-v4") static int find_v4(FIND_ARGUMENTS) {
    return find(text, start, end, isEven, first, positions, lines);
}
LEVEL("x86-64-v3") static int find_v3(FIND_ARGUMENTS) {
    return find(text, start, end, isEven, first, positions, lines);
}
LEVEL("x86-64-v4") static flow_divider_counts count_v4(const uint8_t *text, size_t size) { return count(text, size); }
LEVEL("x86-64-v3") static flow_divider_counts count_v3(const uint8_t *text, size_t size) { return count(text, size); }
#endif

int flow_vector_level(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("x86-64-v4")) return 4;
    if (__builtin_cpu_supports("x86-64-v3")) return 3;
#endif
    return 1;
}

int flow_find_dividers(int level, FIND_ARGUMENTS) {
#if defined(__x86_64__)
    if (level == 4) return find_v4(text, start, end, isEven, first, positions, lines);
    if (level == 3) return find_v3(text, start, end, isEven, first, positions, lines);
#else
    (void)level;
#endif
    return find(text, start, end, isEven, first, positions, lines);
}

flow_divider_counts flow_count_dividers(int level, const uint8_t *text, size_t size) {
#if defined(__x86_64__)
    if (level == 4) return count_v4(text, size);
    if (level == 3) return count_v3(text, size);
#else
    (void)level;
#endif
    return count(text, size);
}
