package io.follow.gateway.routing.check;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The range of a number that a step takes. A route file with a literal number outside of it is not loaded. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Range {

    /** The least value. */
    double least();

    /** The greatest value. */
    double most();
}
