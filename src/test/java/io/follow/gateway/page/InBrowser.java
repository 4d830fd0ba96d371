package io.follow.gateway.page;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Browser}, one for all of a class; skips them where there is none. After each test the page must have
 * kept to what every page here has to keep to.
 */
final class InBrowser implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(InBrowser.class);

    private record Shared(Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            browser.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.found().isPresent()
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled(Chromium.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        browser(context).leave(failed ? context.getRequiredTestMethod().getName() : null);
    }

    private static Browser browser(ExtensionContext context) {
        return storeOfClass(context, NAMESPACE)
                .getOrComputeIfAbsent(
                        Shared.class,
                        key -> new Shared(Browser.start(Chromium.found().orElseThrow())),
                        Shared.class)
                .browser();
    }

    /**
     * What is kept there is closed after the class. To keep it for the other classes of the JVM would take more: there are few
     * of a kind, and for minutes an idle browser or gateway takes as much as several starts.
     */
    static Store storeOfClass(ExtensionContext context, Namespace namespace) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(namespace);
    }
}
