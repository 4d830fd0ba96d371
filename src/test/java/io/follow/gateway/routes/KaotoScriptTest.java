package io.follow.gateway.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/kaoto-catalog.mjs} makes of Kaoto's catalog, where there is Node.js; a script stands in for npm. */
class KaotoScriptTest {

    private static final String SCRIPT = "scripts/kaoto-catalog.mjs";

    /** Packs the folder {@code package} into the directory that follows {@code --pack-destination}. */
    private static final String NPM =
            """
            #!/bin/sh
            cd "${0%/*}" && tar -czf "$4/kaoto-camel-catalog-0.10.4.tgz" package
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        boolean hasNode = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "node")));
        assumeThat(hasNode).as("node in the PATH").isTrue();
        Path npm = Files.writeString(folder.resolve("npm"), NPM);
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
        put(
                "index.json",
                """
                {"version":3,"name":"Kaoto's","definitions":[
                  {"name":"Main 99","version":"99.0.0","fileName":"camel-main/99/index-a.json"},
                  {"name":"Boot 99","version":"99.0.0","fileName":"camel-springboot/99/index-b.json"},
                  {"name":"Boot 98","version":"98.1.0","fileName":"camel-springboot/98/index-c.json"},
                  {"name":"Boot 3","version":"3.9.0","fileName":"camel-springboot/3/index-d.json"}
                ]}
                """);
        put(
                "camel-springboot/98/index-c.json",
                """
                {"name":"Boot 98","catalogs":{"components":{"file":"components-e.json"},"patterns":{"file":"patterns-f.json"}}}
                """);
        put("camel-springboot/98/components-e.json", "{\"timer\":{}}");
        put(
                "camel-springboot/98/patterns-f.json",
                "{\"bean\":{\"propertiesSchema\":{\"properties\":{\"ref\":{},\"method\":{}}}}}");
        put("starter-templates/index-g.json", "{}");
    }

    private void put(String name, String content) throws IOException {
        Path file = folder.resolve("package/dist/camel-catalog").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String run(int expectedStatus, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 2];
        command[0] = "node";
        command[1] = SCRIPT;
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
        script.environment().merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isEqualTo(expectedStatus);
        return output;
    }

    private JsonNode made(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out").resolve(name).toFile());
    }

    @Test
    void addsTheComponentAndTheStepsToTheCatalogOfTheNextVersion() throws IOException {
        // when
        String output = run(0, folder.resolve("out").toString());

        // then
        assertThat(output).startsWith("kaoto-catalog: Boot 98 with image-gateway is in ");
        assertThat(made("index.json").path("definitions"))
                .singleElement()
                .satisfies(only -> assertThat(only.path("name").asText()).isEqualTo("Boot 98 with image-gateway"));
        assertThat(made("camel-springboot/98/components-e.json").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("timer", "valkey-streams");
        JsonNode call = made("camel-springboot/98/patterns-f.json")
                .path("bean")
                .path("propertiesSchema")
                .path("properties");
        assertThat(call.path("ref").path("enum")).extracting(JsonNode::asText).contains("resize", "checkOperator");
        assertThat(call.path("method").path("enum"))
                .extracting(JsonNode::asText)
                .contains("toWidth(${body}, width)");
    }

    @Test
    void saysWhatItExpects() throws IOException {
        assertThat(run(1)).isEqualTo("kaoto-catalog: expected: kaoto-catalog.mjs DIR [--serve PORT]\n");
        assertThat(run(1, "out", "--serve", "here"))
                .isEqualTo("kaoto-catalog: expected: kaoto-catalog.mjs DIR [--serve PORT]\n");
    }
}
