package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.testing.ChildJvm;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmDefaultsTest {

    /** A shell makes the folder, because the locale of this JVM may lack its characters too. */
    private static final String START_IN_A_FOLDER =
            "cd \"$0\" && d=$(printf 'S\\303\\274\\303\\237e') && mkdir \"$d\" && cd \"$d\" && exec \"$@\"";

    @TempDir
    private Path folder;

    @Test
    void refusesAFolderWhoseNameTheLocaleCannotHold() throws Exception {
        // given
        List<String> command = new ArrayList<>(List.of("sh", "-c", START_IN_A_FOLDER, folder.toString()));
        command.addAll(ChildJvm.command(ImageGatewayApplication.class));
        command.set(command.indexOf("-cp") + 1, absoluteClassPath());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "POSIX");

        // when
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output.lines())
                .singleElement()
                .asString()
                .startsWith("not started: the working directory has characters that the locale")
                .endsWith("set a UTF-8 one such as LC_ALL=C.UTF-8");
    }

    @Test
    void findsNoProblemHere() {
        assertThat(JvmDefaults.problem()).isNull();
    }

    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
