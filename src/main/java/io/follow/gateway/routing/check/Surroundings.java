package io.follow.gateway.routing.check;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** What routes can refer to outside their files: beans, properties, and Camel with what is on the class path. */
public interface Surroundings {

    /** The Camel that reads the files. It need not be started, and nothing is added to it. */
    CamelContext camel();

    /** The type of a bean, or null when there is no bean of this name. */
    @Nullable
    Class<?> beanType(String name);

    /** The names of all beans. */
    Set<String> beanNames();

    /** The value of a property, or null. */
    @Nullable
    String property(String name);

    /** The names of the properties that routes are meant to use. */
    Set<String> propertyNames();

    /** Whether there are routes that stand in no file: what a file refers to may be there. */
    default boolean hasOtherRoutes() {
        return false;
    }

    /** The class loader that has the classes which routes name. */
    default ClassLoader classes() {
        ClassLoader ofContext = camel().getApplicationContextClassLoader();
        return ofContext == null ? Surroundings.class.getClassLoader() : ofContext;
    }
}
