package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.testing.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocaleTest {

    @TempDir
    Path root;

    /** A process that writes an object whose key is not ASCII. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            try {
                new FileStore(Path.of(args[0]), Directory::open)
                        .write(new StorageKey("\u753b"), new byte[1], "image/png");
                System.out.print("written");
            } catch (JobException failure) {
                System.out.print(failure.getCode() + ": " + failure.getMessage());
            }
        }
    }

    private String write(String locale) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(ChildJvm.command(Writer.class, root.toString()));
        builder.environment().put("LC_ALL", locale);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    @Test
    void writesEveryKeyInAUtf8Locale() throws Exception {
        assertThat(write("C.UTF-8")).isEqualTo("written");
    }

    @Test
    void saysThatTheLocaleCannotNameTheFile() throws Exception {
        assertThat(write("POSIX"))
                .isEqualTo("STORAGE_UPLOAD_FAILED: the store cannot be written: "
                        + "the locale of this process has no such characters, expected a UTF-8 one");
    }
}
