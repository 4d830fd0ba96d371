package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists of libraries in the jar (CycloneDX), against what is in the jar. */
class LibraryListIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line of {@code dependency:list}, which may name a Java module behind the scope. */
    private static final Pattern RESOLVED =
            Pattern.compile("\\s*([^:\\s]+):([^:]+):([^:]+):(?:([^:]+):)?([^:]+):(?:compile|runtime).*");

    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(System.getProperty("gateway.jar"));
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    private static JsonNode list(String name) throws IOException {
        try (InputStream in = content("META-INF/sbom/" + name + ".cdx.json")) {
            return JSON.readTree(in);
        }
    }

    private static InputStream content(String entry) throws IOException {
        return jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry), entry));
    }

    /** Group, name, version and classifier of each component. */
    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : list("application").path("components")) {
            Matcher classifier = Pattern.compile("[?&]classifier=([^&]+)")
                    .matcher(component.path("purl").asText());
            listed.add(String.join(
                    ":",
                    component.path("group").asText(),
                    component.path("name").asText(),
                    component.path("version").asText(),
                    classifier.find() ? classifier.group(1) : ""));
        }
        return listed;
    }

    @Test
    void namesEveryLibraryThatMavenResolvesAndNoOther() throws IOException {
        // given
        Set<String> resolved = Files.readAllLines(Path.of("target/resolved-libraries.txt")).stream()
                .map(RESOLVED::matcher)
                .filter(Matcher::matches)
                .map(line -> String.join(
                        ":", line.group(1), line.group(2), line.group(5), Objects.toString(line.group(4), "")))
                .collect(Collectors.toCollection(TreeSet::new));

        // then
        assertThat(resolved).hasSizeGreaterThan(150);
        assertThat(listed()).isEqualTo(resolved);
    }

    @Test
    void namesEveryLibraryThatLeftItsCoordinatesInTheJar() throws IOException {
        // given
        Set<String> listed = listed().stream()
                .map(library -> String.join(":", List.of(library.split(":")).subList(0, 3)))
                .collect(Collectors.toSet());
        list("embedded").findValuesAsText("purl").stream()
                .filter(purl -> purl.startsWith("pkg:maven/"))
                .map(purl -> purl.substring("pkg:maven/".length()).replaceAll("[/@]", ":"))
                .forEach(listed::add);
        Set<String> shaded = new TreeSet<>();
        for (ZipEntry entry : jar.stream()
                .filter(each -> each.getName().matches("META-INF/maven/[^/]+/[^/]+/pom.properties"))
                .toList()) {
            Properties coordinates = new Properties();
            try (InputStream in = jar.getInputStream(entry)) {
                coordinates.load(in);
            }
            shaded.add(String.join(
                    ":",
                    coordinates.getProperty("groupId"),
                    coordinates.getProperty("artifactId"),
                    coordinates.getProperty("version")));
        }

        // then
        assertThat(shaded).hasSizeGreaterThan(50);
        assertThat(shaded)
                .filteredOn(library -> !library.startsWith("io.follow:"))
                .isSubsetOf(listed);
    }

    @Test
    void saysForEachLibraryUnderWhichLicenceItIs() throws IOException {
        assertThat(list("application").path("components"))
                .allSatisfy(component -> assertThat(component.path("licenses"))
                        .as(component.path("purl").asText())
                        .isNotEmpty());
    }

    @Test
    void namesWhatLibrariesHoldThemselvesAsTheNoticeDoes() throws IOException {
        // given
        String notice;
        try (InputStream in = content("META-INF/NOTICE")) {
            notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        // then
        JsonNode components = list("embedded").path("components");
        assertThat(components).hasSizeGreaterThan(4);
        for (JsonNode component : components) {
            assertThat(notice).contains(component.path("name").asText());
            assertThat(StreamSupport.stream(component.path("components").spliterator(), false)
                            .map(part -> part.path("name").asText()))
                    .allSatisfy(part -> assertThat(notice).contains(part));
        }
    }

    @Test
    void hasTheVersionsOfTheNativeProgramsAndLibrariesThatAreInTheJar() throws IOException {
        Set<String> listed = listed();
        for (JsonNode component : list("embedded").path("components")) {
            String version = component.path("version").asText();
            String library = component.path("name").asText().toLowerCase(Locale.ROOT);
            switch (library) {
                case "ffmpeg", "leptonica" ->
                    assertThat(listed).anyMatch(each -> each.startsWith("org.bytedeco:" + library + ":" + version));
                case "redis" ->
                    assertThat(jar.stream().map(ZipEntry::getName))
                            .anyMatch(name -> name.startsWith("redis-server-" + version));
                default -> assertThat(version).isIn("", "4.0.5");
            }
        }
    }

    @Test
    void holdsNativeProgramsAndLibrariesOfOnePlatform() {
        // given
        Set<String> servers = jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith("redis-server-"))
                .collect(Collectors.toSet());
        Set<String> codecs = jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.contains("webp-imageio.") && name.startsWith("native/"))
                .collect(Collectors.toSet());

        // then
        assertThat(servers).hasSize(1);
        assertThat(codecs).hasSize(1);
    }
}
