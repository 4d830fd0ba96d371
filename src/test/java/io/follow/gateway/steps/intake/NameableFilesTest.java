package io.follow.gateway.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.ChildJvm;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameableFilesTest {

    private final NameableFiles filter = new NameableFiles();

    private static GenericFile<File> named(String name) {
        GenericFile<File> file = new GenericFile<>();
        file.setFileNameOnly(name);
        return file;
    }

    /** A process that filters the files of a directory. */
    static final class Lister {

        private Lister() {}

        public static void main(String[] args) {
            NameableFiles filter = new NameableFiles();
            for (String name : Objects.requireNonNull(new File(args[0]).list())) {
                System.out.println(filter.accept(named(name)) ? "taken" : "left");
            }
        }
    }

    /** A shell makes the files, because the locale of this JVM may lack their characters too. */
    private static List<String> listedIn(String locale, Path folder) throws Exception {
        String script = "touch \"$0/$(printf 'S\\303\\274\\303\\237e.jpg')\" \"$0/plain.jpg\" && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, folder.toString()));
        command.addAll(ChildJvm.command(Lister.class, folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines;
    }

    @Test
    void takesUmlautsInAUtf8Locale(@TempDir Path folder) throws Exception {
        assertThat(listedIn("C.UTF-8", folder)).containsExactly("taken", "taken");
    }

    @Test
    void leavesUmlautsThatTheLocaleLacks(@TempDir Path folder) throws Exception {
        assertThat(listedIn("POSIX", folder))
                .hasSize(3)
                .contains("taken", "left")
                .anyMatch(line -> line.endsWith("set a UTF-8 one such as LC_ALL=C.UTF-8"));
    }

    @Test
    void takesEveryNameThatCanBeOpened() {
        assertThat(filter.accept(named("photo 1.jpg"))).isTrue();
    }

    @Test
    void leavesOthersAndSaysSoOnce() {
        try (CapturedLog log = CapturedLog.of(NameableFiles.class)) {
            // given: no locale has this character in names of files
            GenericFile<File> unnameable = named("a\0b.jpg");

            // when
            boolean first = filter.accept(unnameable);
            boolean again = filter.accept(unnameable);

            // then
            assertThat(first).isFalse();
            assertThat(again).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("files stay in a drop folder", "LC_ALL=C.UTF-8");
        }
    }
}
