package io.follow.gateway.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.deployment.dropped.DroppedComponent;
import io.follow.gateway.deployment.dropped.NoteConverter;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.PackagedCommand;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A component in the directory {@code lib}, with the start command that docs/components.md names. */
class LibDirectoryIT {

    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    @TempDir
    private Path folder;

    @Test
    void routeUsesAComponentAndATypeConverterFromLib() throws Exception {
        // given
        FileSystemUtils.copyRecursively(Path.of("routes"), folder.resolve("routes"));
        Files.writeString(
                folder.resolve("routes/dropped.camel.yaml"),
                """
                - route:
                    id: dropped
                    from:
                      uri: platform-http
                      parameters:
                        path: /dropped
                      steps:
                        - to:
                            uri: dropped:hello
                        - convertBodyTo:
                            type: io.follow.gateway.deployment.dropped.Note
                        - setBody:
                            simple: ${body.text}
                """);
        pack(Files.createDirectory(folder.resolve("lib")).resolve("dropped.jar"));

        try (ValkeyServer server = ValkeyServer.start();
                GatewayProcess gateway = GatewayProcess.in(folder)
                        .withLib()
                        .env("REDIS_URL", server.uri().toString())
                        .env("IMG_GW_ADMIN_TOKEN", "open-sesame")
                        .start()
                        .awaitReady()) {
            // when
            String answer = gateway.body("/dropped");

            // then
            assertThat(answer).isEqualTo("converted: hello");
            assertThat(routesList(server, gateway).lines())
                    .anyMatch(line -> line.matches("dropped +- +started +platform-http:/dropped +1 +0 +0 +-"));
        }
    }

    /** What an operator sees of the running gateway. */
    private String routesList(ValkeyServer server, GatewayProcess gateway) throws IOException, InterruptedException {
        return PackagedCommand.runWithLib(
                        folder,
                        Map.of(
                                "REDIS_URL", server.uri().toString(),
                                "IMG_GW_ADMIN_TOKEN", "open-sesame",
                                "IMG_GW_PORT", Integer.toString(gateway.port())),
                        "routes",
                        "list")
                .out();
    }

    /** A jar as that of a component, which no class of the gateway knows. */
    private static void pack(Path jar) throws IOException {
        Path home = CLASSES.resolve(DroppedComponent.class.getPackageName().replace('.', '/'));
        List<Path> classes;
        try (Stream<Path> files = Files.list(home)) {
            classes = files.sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(file)) {
            for (Path type : classes) {
                add(archive, CLASSES.relativize(type).toString(), Files.readAllBytes(type));
            }
            String component = "class=" + DroppedComponent.class.getName() + "\n";
            add(archive, SERVICES + "component/dropped", component.getBytes(UTF_8));
            add(archive, SERVICES + "TypeConverterLoader", (NoteConverter.class.getName() + "\n").getBytes(UTF_8));
        }
    }

    private static void add(JarOutputStream archive, String name, byte[] content) throws IOException {
        archive.putNextEntry(new JarEntry(name));
        archive.write(content);
        archive.closeEntry();
    }
}
