package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a decoder gives depends on the file alone, not on what was in its memory before. Every nasty file goes through
 * every engine in two processes. In one, the frames that are used again and all memory that the C library gives out are
 * filled with 00 before; in the other, frames with FF and memory with FE. {@code -Dnasty.files=DIR} adds the files of a
 * folder.
 */
class ReusedMemoryIT {

    private static final int SHOWN = 20;
    private static final int LIMIT_MINUTES = 10;

    @TempDir
    private Path folder;

    /** A process in which memory holds one value wherever nothing was written. */
    private record Run(Process process, Path output) implements AutoCloseable {

        List<String> lines() throws IOException, InterruptedException {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
            return Files.readAllLines(output);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** @param perturb glibc fills memory that it gives out with the complement of this, and what is freed with this */
    private Run start(int frames, int perturb) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(frames)));
        String more = System.getProperty("nasty.files");
        if (more != null) {
            arguments.add(more);
        }
        Path output = folder.resolve("digests-" + frames + ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        ChildJvm.command(DecodeDigests.class, arguments.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile());
        builder.environment().put("MALLOC_PERTURB_", Integer.toString(perturb));
        // Small blocks that a thread keeps for itself would not be filled.
        builder.environment().put("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0");
        return new Run(builder.start(), output);
    }

    @Test
    void everyFileEndsAlikeWhateverTheMemoryHeldBefore() throws IOException, InterruptedException {
        // given
        try (Run zeros = start(0x00, 0xFF);
                Run ones = start(0xFF, 0x01)) {
            // when
            List<String> first = zeros.lines();
            List<String> second = ones.lines();

            // then
            assertMemoryWasFilled(first, second);
            assertThat(second).hasSameSizeAs(first);
            List<String> different = IntStream.range(1, first.size())
                    .filter(i -> !first.get(i).equals(second.get(i)))
                    .mapToObj(i -> first.get(i) + "   after other memory: " + second.get(i))
                    .limit(SHOWN)
                    .toList();
            assertThat(different).isEmpty();
            assertThat(first).filteredOn(line -> line.contains("DECODE_FAILED")).hasSizeGreaterThan(1_000);
            assertThat(first)
                    .filteredOn(line -> line.matches(".* native .*[0-9a-f]{16}"))
                    .hasSizeGreaterThan(1_000);
            assertThat(first)
                    .filteredOn(line -> line.matches(".* java .*[0-9a-f]{16}"))
                    .hasSizeGreaterThan(1_000);
        }
    }

    /** Without it the test could not fail. */
    private static void assertMemoryWasFilled(List<String> first, List<String> second) {
        if (System.getProperty("os.name").equals("Linux")) {
            assertThat(first.get(0)).isEqualTo("fresh memory 00 00");
            assertThat(second.get(0)).isEqualTo("fresh memory FE FE");
        }
        assertThat(first.get(first.size() - 1)).matches("filled frames \\d{4,}");
    }
}
