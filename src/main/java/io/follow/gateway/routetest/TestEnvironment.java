package io.follow.gateway.routetest;

import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * The environment of a gateway under test. Excludes the environment variables of this process, which may configure the server
 * and the stores of a gateway in production.
 */
final class TestEnvironment extends StandardEnvironment {

    TestEnvironment(Map<String, Object> settings) {
        getPropertySources().addFirst(new MapPropertySource("route-test", settings));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
        // The environment consists of the settings of the test.
    }
}
