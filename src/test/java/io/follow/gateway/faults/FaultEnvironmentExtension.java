package io.follow.gateway.faults;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Shares one {@link FaultEnvironment} among all fault tests, because processes take seconds to start. Resets it before each
 * test and checks the invariants after it.
 */
final class FaultEnvironmentExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(FaultEnvironmentExtension.class);

    private record Shared(FaultEnvironment environment) implements AutoCloseable {
        @Override
        public void close() {
            environment.close();
        }
    }

    private static Shared shared(ExtensionContext context) {
        FaultReport report = FaultReportExtension.report(context);
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(FaultEnvironment.start(report)), Shared.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared(context).environment().reset(nameOf(context));
    }

    /** The method name as words, with the arguments of a parameterized test. */
    private static String nameOf(ExtensionContext context) {
        String words = context.getRequiredTestMethod()
                .getName()
                .replaceAll("(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        String display = context.getDisplayName();
        return display.startsWith("[") ? words + " " + display : words;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        FaultEnvironment environment = shared(context).environment();
        if (context.getExecutionException().isPresent()) {
            environment.abandon();
        } else {
            environment.checkInvariants();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultEnvironment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).environment();
    }
}
