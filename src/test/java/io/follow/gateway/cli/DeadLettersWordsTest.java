package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.cli.DeadLettersWords.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersWordsTest {

    @Test
    void readsAListWithItsOptionsInAnyOrder() throws Exception {
        assertThat(DeadLettersWords.parse("list"))
                .isEqualTo(new DeadLettersWords(Action.LIST, null, false, null, 50, false));
        assertThat(DeadLettersWords.parse("list", "--count", "7", "--json", "--after", "1-2"))
                .isEqualTo(new DeadLettersWords(Action.LIST, null, false, "1-2", 7, true));
    }

    @Test
    void readsWhatIsToBeDoneWithOneLetter() throws Exception {
        assertThat(DeadLettersWords.parse("show", "1-2"))
                .isEqualTo(new DeadLettersWords(Action.SHOW, "1-2", false, null, 50, false));
        assertThat(DeadLettersWords.parse("--json", "delete", "1-2"))
                .isEqualTo(new DeadLettersWords(Action.DELETE, "1-2", false, null, 50, true));
        assertThat(DeadLettersWords.parse("replay", "1-2"))
                .isEqualTo(new DeadLettersWords(Action.REPLAY, "1-2", false, null, 50, false));
    }

    @Test
    void readsAReplayOfAll() throws Exception {
        assertThat(DeadLettersWords.parse("replay", "--all"))
                .isEqualTo(new DeadLettersWords(Action.REPLAY, null, true, null, 50, false));
    }

    @Test
    void readsAWishForHelp() throws Exception {
        assertThat(DeadLettersWords.parse("--help").action()).isEqualTo(Action.HELP);
        assertThat(DeadLettersWords.parse("list", "-h").action()).isEqualTo(Action.HELP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                | found "", expected list, show, replay or delete
                    purge             | found "purge", expected list, show, replay or delete
                    show              | found no id, expected one such as 1771927200000-0
                    show x            | "x" is not an entry id, expected milliseconds-sequence
                    delete --all      | "--all" is not an entry id, expected milliseconds-sequence
                    replay 1-2 3-4    | found "3-4", expected nothing more
                    list --all        | found "--all", expected --after, --count or --json
                    list --count      | --count is null, expected 1 to 1000
                    list --count no   | --count is no, expected 1 to 1000
                    list --count 1001 | --count is 1001, expected 1 to 1000
                    list --after      | found no id, expected one such as 1771927200000-0
                    """)
    void saysWhatWasFoundAndWhatWasExpected(String words, String message) {
        assertThatThrownBy(() -> DeadLettersWords.parse(words.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void asksForACommand() {
        assertThatThrownBy(DeadLettersWords::parse)
                .isInstanceOf(UsageException.class)
                .hasMessage("found no command, expected list, show, replay or delete");
    }
}
