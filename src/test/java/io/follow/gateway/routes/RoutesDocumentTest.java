package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.settings.EnvVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/routes.md} names everything that a route can use, and nothing that is gone. A test that fails prints the
 * rows that its table is to have: paste the missing ones, remove the others.
 */
class RoutesDocumentTest {

    private String document = "";

    @BeforeEach
    void readDocument() throws IOException {
        document = Files.readString(DocumentedExample.DOCUMENT);
    }

    @Test
    void namesEachFileWithItsDescription() {
        assertTable("## Files", 2, ExpectedRows.files());
    }

    @Test
    void namesEachMethodOfEachStep() {
        assertTable("## Steps", 2, ExpectedRows.steps());
    }

    @Test
    void namesEachOptionWithItsDefault() {
        assertTable("### Options", 4, ExpectedRows.options());
    }

    @Test
    void namesEachHeader() {
        assertTable("### Headers", 2, ExpectedRows.headers());
    }

    @Test
    void namesEachExchangeProperty() throws IllegalAccessException {
        assertTable("### Exchange properties", 1, ExpectedRows.exchangeProperties());
    }

    @Test
    void namesEachSettingWithWhatItMayHold() {
        assertTable("### Set by environment variables", 3, ExpectedRows.settings());
    }

    @Test
    void tellsTheDefaultOfEachSettingThatHasAFixedOne() {
        // given
        MarkdownTable table = MarkdownTable.below("### Set by environment variables", document);

        // when
        List<String> wrong = Stream.of(EnvVariable.values())
                .filter(setting -> setting.defaultValue() != null && setting != EnvVariable.IMG_GW_WORKERS)
                .map(setting -> List.of("`" + setting.name() + "`", "`" + setting.defaultValue() + "`"))
                .filter(pair -> table.rows().stream()
                        .noneMatch(row ->
                                row.get(0).equals(pair.get(0)) && row.get(3).equals(pair.get(1))))
                .map(MarkdownTable::row)
                .toList();

        // then
        assertThat(wrong)
                .as("settings whose default is not in the fourth column")
                .isEmpty();
    }

    @Test
    void namesEachOtherPropertyOfTheGateway() {
        assertTable("### Other properties", 1, ExpectedRows.otherProperties());
    }

    @Test
    void namesEachParameterOfTheDropFolderTemplate() {
        assertTable("### Parameters of `drop-folder-endpoint`", 3, ExpectedRows.parametersOf("drop-folder-endpoint"));
    }

    @Test
    void namesEachParameterOfThePipelineTemplate() {
        assertTable("### Parameters of `image-pipeline`", 3, ExpectedRows.parametersOf("image-pipeline"));
    }

    @Test
    void namesEachParameterOfTheWebhookTemplate() {
        assertTable("### Parameters of `webhook`", 3, ExpectedRows.parametersOf("webhook"));
    }

    @Test
    void showsAnExampleThatKeepsTheRules() {
        // given
        RouteFile example = DocumentedExample.audit();

        // when
        List<Finding> findings = CheckedRoutes.findingsIn(example, RouteFile.all());

        // then
        assertThat(findings).isEmpty();
    }

    private void assertTable(String heading, int columns, List<String> expected) {
        List<String> found = MarkdownTable.below(heading, document).firstCells(columns);
        assertThat(found)
                .as(() -> "docs/routes.md, the table below \"" + heading + "\" is to begin with these cells:\n"
                        + expected.stream().collect(Collectors.joining("\n")) + "\n")
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
