package io.follow.gateway.routing.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A step that works only with a service from another jar: a route with it is an error as long as there is none. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RequiresService {

    /** The type that {@link java.util.ServiceLoader} looks for. */
    Class<?> value();

    /** What the message says is expected. */
    String expected();
}
