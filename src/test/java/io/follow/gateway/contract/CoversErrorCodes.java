package io.follow.gateway.contract;

import io.follow.gateway.job.ErrorCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The error codes that a test covers with real input or real conditions. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface CoversErrorCodes {
    ErrorCode[] value();
}
