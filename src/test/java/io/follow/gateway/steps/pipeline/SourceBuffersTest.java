package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceBuffersTest {

    private static final int MEBIBYTE = 1 << 20;

    private final SourceBuffers buffers = new SourceBuffers(2);

    @Test
    void anArrayIsUsedAgainForAFileThatFits() {
        // given
        byte[] first = buffers.take(MEBIBYTE);
        buffers.giveBack(first);

        // then
        assertThat(first).hasSizeGreaterThan(MEBIBYTE);
        assertThat(buffers.take(first.length)).isSameAs(first);
    }

    @Test
    void anArrayHasOneUserAtATime() {
        // given
        byte[] first = buffers.take(MEBIBYTE);

        // then
        assertThat(buffers.take(MEBIBYTE)).isNotSameAs(first);
    }

    @Test
    void aLargerFileGetsALargerArray() {
        // given
        buffers.giveBack(buffers.take(MEBIBYTE));

        // then
        assertThat(buffers.take(4 * MEBIBYTE)).hasSizeGreaterThanOrEqualTo(4 * MEBIBYTE);
    }

    @Test
    void theSmallestArrayThatFitsIsTaken() {
        // given
        byte[] large = buffers.take(8 * MEBIBYTE);
        byte[] small = buffers.take(MEBIBYTE);
        buffers.giveBack(large);
        buffers.giveBack(small);

        // then
        assertThat(buffers.take(MEBIBYTE)).isSameAs(small);
        assertThat(buffers.take(MEBIBYTE)).isSameAs(large);
    }

    @Test
    void theLargestArraysAreKept() {
        // given
        byte[] small = buffers.take(MEBIBYTE);
        byte[] large = buffers.take(8 * MEBIBYTE);
        byte[] medium = buffers.take(4 * MEBIBYTE);

        // when
        buffers.giveBack(small);
        buffers.giveBack(large);
        buffers.giveBack(medium);

        // then
        assertThat(buffers.take(MEBIBYTE)).isSameAs(medium);
        assertThat(buffers.take(MEBIBYTE)).isSameAs(large);
        assertThat(buffers.take(MEBIBYTE)).isNotSameAs(small);
    }

    @Test
    void smallAndVeryLargeFilesGetArraysOfTheirSizeThatAreNotKept() {
        for (int size : new int[] {1, 40_000, 100 * MEBIBYTE}) {
            // given
            byte[] array = buffers.take(size);
            buffers.giveBack(array);

            // then
            assertThat(array).hasSize(size);
            assertThat(buffers.take(size)).isNotSameAs(array);
        }
    }
}
