package io.follow.gateway.faults;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives fault tests one {@link Scene} for all of a run, because processes take seconds to start: before each test it is
 * whole again, after each test the invariants are checked.
 */
final class SceneExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(SceneExtension.class);

    private record Shared(Scene scene) implements CloseableResource {
        @Override
        public void close() {
            scene.close();
        }
    }

    private static Shared shared(ExtensionContext context) {
        Report report = ReportExtension.report(context);
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(Scene.start(report)), Shared.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared(context).scene().begin(nameOf(context));
    }

    /** The method's name in words, and the arguments of a parameterized test. */
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
        Scene scene = shared(context).scene();
        if (context.getExecutionException().isPresent()) {
            scene.abandon();
        } else {
            scene.checkInvariants();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).scene();
    }
}
