package io.follow.gateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the JVM itself says about its memory outside of the heap, in kilobytes by category ({@code Code}, {@code Class}, …).
 * The JVM needs the option {@link #OPTION}.
 */
record NativeMemory(Map<String, Long> committed) {

    static final String OPTION = "-XX:NativeMemoryTracking=summary";

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final Pattern CATEGORY =
            Pattern.compile("^-\\s+(\\S[^(]*?) \\(reserved=\\d+KB, committed=(\\d+)KB", Pattern.MULTILINE);

    static NativeMemory of(long pid) {
        Map<String, Long> committed = new TreeMap<>();
        Matcher category = CATEGORY.matcher(ask(pid, "VM.native_memory", "summary", "scale=KB"));
        while (category.find()) {
            committed.put(category.group(1), Long.parseLong(category.group(2)));
        }
        return new NativeMemory(committed);
    }

    /** The C library keeps what was freed for later use, the more the more large images have met by chance: no leak. */
    static void releaseWhatIsFree(long pid) {
        ask(pid, "System.trim_native_heap");
    }

    /**
     * Machine code and what its compilers use meanwhile. It grows for as long as a method becomes hot for the first time,
     * which takes hours, and ends at {@code ReservedCodeCacheSize}: no leak either.
     */
    long compiled() {
        return committed.getOrDefault("Code", 0L) + committed.getOrDefault("Compiler", 0L);
    }

    /** Categories that grew, with the growth in kilobytes. */
    Map<String, Long> growthSince(NativeMemory earlier) {
        return committed.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue() - earlier.committed.getOrDefault(each.getKey(), 0L),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static String ask(long pid, String... command) {
        String[] line = new String[command.length + 2];
        line[0] = JCMD;
        line[1] = Long.toString(pid);
        System.arraycopy(command, 0, line, 2, command.length);
        try {
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", line) + ": " + answer.strip());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
