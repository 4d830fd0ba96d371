package io.follow.gateway.image.java2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebpLibraryTest {

    @TempDir
    Path folder;

    @Test
    void isTriedAgainAfterAFailureWhoseReasonNamesNoPath() throws IOException {
        // given
        Path later = folder.resolve("later");
        WebpLibrary library = new WebpLibrary(later);

        // when
        UnsatisfiedLinkError failure = catchThrowableOfType(UnsatisfiedLinkError.class, library::load);

        // then
        assertThat(WebpLibrary.reason(failure))
                .startsWith("it cannot be unpacked")
                .doesNotContain("/");

        // when
        Files.createDirectory(later);
        library.load();

        // then
        assertThat(later).isEmptyDirectory();
    }
}
