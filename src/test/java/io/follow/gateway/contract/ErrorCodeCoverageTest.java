package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

class ErrorCodeCoverageTest {

    @Test
    void everyErrorCodeIsProvokedOnTheRunningGateway() {
        List<Class<?>> classes = ReflectionSupport.findAllClassesInPackage(
                CoversErrorCodes.class.getPackageName(), type -> true, name -> name.endsWith("IT"));
        List<ErrorCode> provoked = classes.stream()
                .flatMap(type ->
                        AnnotationSupport.findAnnotatedMethods(
                                type, CoversErrorCodes.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .flatMap(method -> Arrays.stream(
                        method.getAnnotation(CoversErrorCodes.class).value()))
                .distinct()
                .toList();
        assertThat(provoked).containsExactlyInAnyOrder(ErrorCode.values());
    }
}
