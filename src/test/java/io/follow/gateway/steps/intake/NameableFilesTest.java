package io.follow.gateway.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CapturedLog;
import java.io.File;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;

class NameableFilesTest {

    private final NameableFiles filter = new NameableFiles();

    private static GenericFile<File> named(String name) {
        GenericFile<File> file = new GenericFile<>();
        file.setFileNameOnly(name);
        return file;
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
