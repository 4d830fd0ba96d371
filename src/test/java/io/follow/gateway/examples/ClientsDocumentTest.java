package io.follow.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that docs/clients.md shows are those of the programs, which ClientExamplesIT runs. */
class ClientsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/clients.md");
    private static final Path EXAMPLES = Path.of("examples/clients");

    @ParameterizedTest
    @CsvSource({
        "js, node/jobs.mjs, 0",
        "python, python/jobs.py, 0",
        "go, go/jobs.go, 0",
        // The methods of a class.
        "java, java/Jobs.java, 4",
    })
    void showsLinesOfTheProgram(String language, String file, int indent) throws IOException {
        // given
        String document = Files.readString(DOCUMENT);
        String program = Files.readString(EXAMPLES.resolve(file)).indent(-indent);

        // when
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```\n").matcher(document);

        // then
        assertThat(block.find()).isTrue();
        assertThat(program).contains(block.group(1));
        assertThat(block.group(1)).contains("image:process", "image:status:", "image:result", "web:results");
        assertThat(document).contains("(../examples/clients/" + file + ")");
    }
}
