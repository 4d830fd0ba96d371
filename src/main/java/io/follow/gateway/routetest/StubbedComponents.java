package io.follow.gateway.routetest;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/**
 * Replaces components by Camel's stub component, and hides the environment of this process from the routes, before they create
 * their endpoints.
 */
record StubbedComponents(List<String> names) implements CamelContextConfiguration {

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        if (camel.getPropertiesComponent() instanceof PropertiesComponent properties) {
            // Camel would read the variable of the process before the property of the test.
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        }
        for (String name : names) {
            camel.removeComponent(name);
            camel.addComponent(name, new UnwiredStub());
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // Nothing to do.
    }

    /** Is not autowired, because Camel would look up options of the component that it replaces. */
    private static final class UnwiredStub extends StubComponent {

        @Override
        public boolean isAutowiredEnabled() {
            return false;
        }
    }
}
