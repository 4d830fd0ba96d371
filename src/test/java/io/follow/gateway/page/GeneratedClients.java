package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ShortLivedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients that OpenAPI Generator makes of the document of the gateway.
 *
 * @param typeScript the directory of the one for {@code fetch}
 * @param java the directory of the one for Spring's {@code RestClient}
 */
record GeneratedClients(Path typeScript, Path java) {

    private static final String TYPE_SCRIPT =
            """
            {"generatorName": "typescript-fetch", "inputSpec": "%s", "outputDir": "%s"}
            """;

    private static final String JAVA =
            """
            {"generatorName": "java", "library": "restclient", "inputSpec": "%s", "outputDir": "%s",
             "additionalProperties": {"useJakartaEe": true, "openApiNullable": false}}
            """;

    static GeneratedClients of(Path document, Path folder) throws IOException, InterruptedException {
        GeneratedClients clients = new GeneratedClients(folder.resolve("typescript"), folder.resolve("java"));
        Path log = folder.resolve("generator.log");
        Process generator = new ProcessBuilder(ShortLivedJvm.command(
                        "-jar",
                        NpmFiles.FOLDER.resolve("openapi-generator.jar").toString(),
                        "batch",
                        "--fail-fast",
                        configuration(folder.resolve("typescript.json"), TYPE_SCRIPT, document, clients.typeScript),
                        configuration(folder.resolve("java.json"), JAVA, document, clients.java)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor()).as(Files.readString(log)).isZero();
        return clients;
    }

    private static String configuration(Path file, String format, Path document, Path output) throws IOException {
        return Files.writeString(file, format.formatted(document.toAbsolutePath(), output))
                .toString();
    }

    /** The source files of the client in TypeScript, by path, such as {@code /client/index.ts}. */
    Map<String, String> typeScriptFiles() throws IOException {
        try (Stream<Path> files = Files.walk(typeScript)) {
            return files.filter(file -> file.toString().endsWith(".ts"))
                    .collect(Collectors.toMap(
                            file -> "/client/" + typeScript.relativize(file), GeneratedClients::content));
        }
    }

    /** The source files of the client in Java, without its tests. */
    List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(java.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
