package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RouteFileTest {

    @Test
    void refusesATextThatIsNoYamlInOneLineThatNamesTheFile() {
        assertThatThrownBy(() -> RouteFile.parse("x.camel.yaml", "- route: [unclosed"))
                .hasMessageStartingWith("x.camel.yaml: found no YAML: ");
    }
}
