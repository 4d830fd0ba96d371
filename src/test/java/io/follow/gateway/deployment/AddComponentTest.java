package io.follow.gateway.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/add-component.sh} asks of Maven and makes of its answers; a script stands in for Maven. */
class AddComponentTest {

    private static final Path SCRIPT = Path.of("scripts/add-component.sh").toAbsolutePath();

    /** Names the libraries as Maven does, keeps the project that it is given, and copies a jar for each component. */
    private static final String MAVEN =
            """
            #!/bin/sh
            while [ $# -gt 0 ]; do
              case $1 in
                -f) pom=$2 ;;
                -DoutputFile=*) cp asked "${1#*=}" ;;
                -DoutputDirectory=*) out=${1#*=} ;;
              esac
              shift
            done
            if [ -e refused ]; then cat refused; exit 1; fi
            [ -n "$out" ] || exit 0
            cp "$pom" pom-given
            for name in $(sed -n 's/.*<artifactId>\\(camel-[a-z]*\\)<.*<exclusions>.*/\\1/p' "$pom"); do
              echo "$name" >"$out/$name-4.17.0.jar"
            done
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Path maven = Files.writeString(folder.resolve("mvn"), MAVEN);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        asked("\\- org.apache.camel:camel-kafka:jar:4.17.0:compile");
        try (OutputStream file = Files.newOutputStream(folder.resolve("image-gateway.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("META-INF/sbom/application.cdx.json"));
            jar.write(
                    """
                    {"components" : [
                      {"purl" : "pkg:maven/org.apache.camel/camel-api@4.17.0?type=jar"},
                      {"purl" : "pkg:maven/org.apache.camel/camel-file@4.17.0?type=jar"},
                      {"purl" : "pkg:maven/org.slf4j/slf4j-api@2.0.18?type=jar"},
                      {"purl" : "pkg:maven/io.netty/netty-common@4.1.1.Final?type=jar"},
                      {"purl" : "pkg:maven/io.netty/netty-transport@4.1.1.Final?classifier=linux-x86_64&type=jar"}
                    ]}
                    """
                            .getBytes(UTF_8));
        }
    }

    private void asked(String... libraries) throws IOException {
        Files.writeString(folder.resolve("asked"), "lib:lib:pom:1\n" + String.join("\n", libraries) + "\n");
    }

    private String add(int expectedStatus, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder script =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        script.environment().put("MVN", folder.resolve("mvn").toString());
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isEqualTo(expectedStatus);
        return output;
    }

    private String project() throws IOException {
        return Files.readString(folder.resolve("pom-given"));
    }

    @Test
    void addsAComponentOfTheCamelInTheJarWithoutWhatIsThereAlready() throws IOException {
        // when
        String output = add(0, "camel-kafka");

        // then
        assertThat(output).isEqualTo("add-component: lib has 1 jar for camel-kafka\n");
        assertThat(folder.resolve("lib/camel-kafka-4.17.0.jar")).exists();
        assertThat(project())
                .contains(
                        "<groupId>org.apache.camel</groupId><artifactId>camel-kafka</artifactId><version>4.17.0</version>"
                                + "<exclusions>",
                        "<exclusion><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></exclusion>",
                        "<exclusion><groupId>io.netty</groupId><artifactId>netty-transport</artifactId></exclusion>");
    }

    @Test
    void addsAnyLibraryByItsCoordinates() throws IOException {
        // when
        add(0, "org.postgresql:postgresql:42.7.4");

        // then
        assertThat(project())
                .contains(
                        "<groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.4</version>");
    }

    @Test
    void resolvesEarlierComponentsAgainAndKeepsWhatOthersHavePutThere() throws IOException {
        // given
        add(0, "camel-kafka");
        Files.writeString(folder.resolve("lib/own.jar"), "own");

        // when
        add(0, "camel-sql");

        // then
        assertThat(project()).contains("<artifactId>camel-kafka</artifactId>", "<artifactId>camel-sql</artifactId>");
        assertThat(folder.resolve("lib"))
                .isDirectoryContaining("glob:**/{camel-kafka-4.17.0,camel-sql-4.17.0,own}.jar");
        assertThat(folder.resolve("lib/own.jar")).hasContent("own");
    }

    @Test
    void removesAComponentThatTheListNoLongerNames() throws IOException {
        // given
        add(0, "camel-kafka", "camel-sql");
        Files.writeString(folder.resolve("lib/components.txt"), "# mine\n\ncamel-sql\n");

        // when
        String output = add(0);

        // then
        assertThat(output).isEqualTo("add-component: lib has 1 jar for camel-sql\n");
        assertThat(folder.resolve("lib/camel-kafka-4.17.0.jar")).doesNotExist();
        assertThat(folder.resolve("lib/camel-sql-4.17.0.jar")).exists();
    }

    @Test
    void saysInOneLineOfWhichLibrariesTheJarHasAnotherMinorVersion() throws IOException {
        // given
        asked(
                "+- org.apache.camel:camel-kafka:jar:4.17.0:compile",
                "|  +- org.slf4j:slf4j-api:jar:2.0.17:compile",
                "|  \\- io.netty:netty-common:jar:4.2.7.Final:runtime");

        // when
        String output = add(0, "camel-kafka");

        // then
        assertThat(output.lines())
                .containsOnlyOnce(
                        "add-component: the jar decides the version: netty-common 4.1.1.Final instead of 4.2.7.Final");
    }

    @Test
    void givesTheRestOfAFamilyTheVersionThatItsMembersInTheJarHave() throws IOException {
        // given
        asked(
                "+- org.apache.camel:camel-kafka:jar:4.17.0:compile",
                "|  \\- io.netty:netty-codec-http:jar:linux-x86_64:4.2.7.Final:compile");

        // when
        add(0, "camel-kafka");

        // then
        assertThat(project())
                .contains("<groupId>io.netty</groupId><artifactId>netty-codec-http</artifactId>"
                        + "<version>4.1.1.Final</version>");
    }

    @Test
    void addsNothingThatIsInTheJar() throws IOException {
        assertThat(add(0, "camel-file")).startsWith("add-component: camel-file is in the jar already\n");
    }

    @Test
    void refusesStartersAndOtherNames() throws IOException {
        assertThat(add(1, "camel-kafka-starter"))
                .isEqualTo(
                        "add-component: found camel-kafka-starter, expected camel-kafka: a starter takes effect only in"
                                + " a jar that is built with it\n");
        assertThat(add(1, "kafka"))
                .isEqualTo("add-component: found kafka, expected a component such as camel-kafka, or a library as"
                        + " group:artifact:version\n");
        assertThat(add(1, "--library")).isEqualTo("add-component: found --library, expected --jar, --lib or --help\n");
        assertThat(folder.resolve("lib")).doesNotExist();
    }

    @Test
    void leavesLibAsItIsWhereMavenFindsNothing() throws IOException {
        // given
        add(0, "camel-sql");
        Files.writeString(
                folder.resolve("refused"),
                "[ERROR] Failed to execute goal: Could not find artifact org.apache.camel:camel-kafak:jar:4.17.0 in central\n");

        // when
        String output = add(1, "camel-kafak");

        // then
        assertThat(output)
                .isEqualTo(
                        "add-component: Maven does not know org.apache.camel:camel-kafak:jar:4.17.0, expected a component"
                                + " that this version of Camel has, or a library\n");
        assertThat(folder.resolve("lib/camel-sql-4.17.0.jar")).exists();
        assertThat(folder.resolve("lib/components.txt")).content().doesNotContain("kafak");
    }

    @Test
    void saysWhichJarItExpects() throws IOException {
        // given
        Files.delete(folder.resolve("image-gateway.jar"));

        // then
        assertThat(add(1, "camel-kafka"))
                .isEqualTo("add-component: found no image-gateway.jar here, expected one, or its path behind --jar\n");
        assertThat(add(1, "--jar", "other.jar", "camel-kafka"))
                .isEqualTo("add-component: found no file other.jar, expected the jar of the gateway\n");
    }

    @Test
    void explainsItself() throws IOException {
        assertThat(add(0, "--help"))
                .startsWith("Adds components of Apache Camel,")
                .contains("\n  add-component.sh [--jar FILE] [--lib DIR] [COMPONENT...]\n")
                .doesNotContain("pipefail");
    }
}
