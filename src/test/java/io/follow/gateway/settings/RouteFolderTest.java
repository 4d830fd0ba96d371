package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a routes directory are routes. */
class RouteFolderTest {

    @TempDir
    private Path path;

    private RouteFolder folder = new RouteFolder(Path.of("/"));

    @BeforeEach
    void fill() throws IOException {
        folder = new RouteFolder(path);
        for (String name : new String[] {
            "a.camel.yaml",
            "a.test.yaml",
            "route-test.schema.json",
            "mine/b.camel.yaml",
            "mine/b.test.yaml",
            "mine/deeper/c.camel.yaml",
            "examples/d.camel.yaml",
            "examples/d.test.yaml",
            "examples/README.md",
            ".hidden/e.camel.yaml"
        }) {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void loadsRouteFilesOfItselfAndOfItsFolders() throws IOException {
        assertThat(folder.files()).extracting(folder::nameOf).containsExactly("a.camel.yaml", "mine/b.camel.yaml");
        assertThat(folder.pattern())
                .isEqualTo("file:" + path + "/*.camel.yaml,file:" + path.resolve("mine") + "/*.camel.yaml");
    }

    @Test
    void reloadsNoTestOfARoute() {
        assertThat(folder.contains(path.resolve("a.camel.yaml"))).isTrue();
        assertThat(folder.contains(path.resolve("a.test.yaml"))).isFalse();
        assertThat(folder.contains(path.resolve("mine/b.test.yaml"))).isFalse();
    }

    @Test
    void loadsRouteFilesAloneFromTheJar() throws IOException {
        assertThat(RouteFolder.inTheJar())
                .contains("pipeline/image.camel.yaml")
                .allMatch(name -> name.endsWith(".camel.yaml"))
                .noneMatch(name -> name.startsWith("examples/"));
    }
}
