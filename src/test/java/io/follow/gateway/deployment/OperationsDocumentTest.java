package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.settings.EnvVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings table of docs/operations.md: each row is name, default, allowed values, meaning. */
class OperationsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/operations.md");

    /** A default that is not the same everywhere is told in words. */
    private static final Set<EnvVariable> TOLD_IN_WORDS = EnumSet.of(EnvVariable.IMG_GW_WORKERS);

    @Test
    void listsEverySettingOnceAndNothingElse() throws IOException {
        // given
        List<String> expected =
                Arrays.stream(EnvVariable.values()).map(EnvVariable::name).toList();

        // when
        List<String> listed = rows().map(row -> row.get(0)).toList();

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatASettingAllows(EnvVariable envVariable) throws IOException {
        // given
        List<String> row = row(envVariable);

        // when
        String allowed = row.get(2);

        // then
        assertThat(allowed).isEqualTo(envVariable.allowedValues());
    }

    @ParameterizedTest
    @MethodSource("withAFixedDefault")
    void saysWhatASettingIsWhenUnset(EnvVariable envVariable) throws IOException {
        // given
        List<String> row = row(envVariable);

        // when
        String value = row.get(1);

        // then
        assertThat(value).isEqualTo("`" + envVariable.defaultValue() + "`");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatASettingMeans(EnvVariable envVariable) throws IOException {
        // given
        List<String> row = row(envVariable);

        // when
        String meaning = row.get(3);

        // then
        assertThat(meaning).isNotBlank();
    }

    static Stream<EnvVariable> withAFixedDefault() {
        return Arrays.stream(EnvVariable.values())
                .filter(envVariable -> envVariable.defaultValue() != null && !TOLD_IN_WORDS.contains(envVariable));
    }

    private static List<String> row(EnvVariable envVariable) throws IOException {
        return rows().filter(row -> row.get(0).equals(envVariable.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(DOCUMENT + " has no row for " + envVariable));
    }

    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `[A-Z][A-Z0-9_]+` \\|.*"))
                .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(cells -> Arrays.stream(cells).map(String::strip).toList())
                .map(cells -> Stream.concat(
                                Stream.of(cells.get(0).replace("`", "")),
                                cells.stream().skip(1))
                        .toList());
    }
}
