package io.follow.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQueryTest {

    @Test
    void findsTheMetricsAmongFunctionsLabelsAndWords() {
        // given
        String query =
                """
                histogram_quantile(0.95, sum by (le, stage) (rate(a_bucket{pipeline=~"$pipeline",x="}"}[5m])))
                / on (pipeline) group_left (version) b_total > 1e6 and on (pipeline) (c offset 5m) == 0""";

        // when, then
        assertThat(new PromQuery(query).metrics()).containsExactly("a_bucket", "b_total", "c");
    }

    @Test
    void findsTheLabelsThatAMetricIsSelectedOrGroupedBy() {
        // given
        String query =
                """
                sum(rate(a_total{status=~"5..",x!="}"}[5m])) by (le, stage) / sum by (pipeline) (a_total)
                and on (pipeline) max by (instance) (b > 0) + c""";

        // when, then
        assertThat(new PromQuery(query).labels())
                .containsEntry("a_total", Set.of("le", "pipeline", "stage", "status", "x"))
                .containsEntry("b", Set.of("instance"))
                .containsEntry("c", Set.of());
    }
}
