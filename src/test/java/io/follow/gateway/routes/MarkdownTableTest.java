package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    private static final String TEXT =
            """
            ## One

            | a | b |
            |---|---|
            | 1 | 2 |

            ## Two

            | c | d |
            |---|---|
            | 3 | 4 |
            | 5 | 6 |

            ## None
            """;

    @Test
    void readsTheRowsBelowAHeading() {
        assertThat(MarkdownTable.below("## Two", TEXT).firstCells(2)).containsExactly("| 3 | 4 |", "| 5 | 6 |");
    }

    @Test
    void readsTheFirstCellsOnly() {
        assertThat(MarkdownTable.below("## One", TEXT).firstCells(1)).containsExactly("| 1 |");
    }

    @Test
    void refusesAHeadingWithoutATable() {
        assertThatThrownBy(() -> MarkdownTable.below("## None", TEXT))
                .hasMessage("found no table below \"## None\", expected one with rows");
    }
}
