package io.follow.gateway.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Shares one {@link FaultReport} among all fault tests of a JVM. After the last one it publishes the report to the file that
 * the system property {@code faults.report} names.
 */
final class FaultReportExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FaultReportExtension.class);

    private record Published(FaultReport report) implements AutoCloseable {
        @Override
        public void close() {
            report.publish(Path.of(System.getProperty("faults.report", "target/faults/1.md")));
        }
    }

    static FaultReport report(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Published.class, key -> new Published(new FaultReport()), Published.class)
                .report();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultReport.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return report(context);
    }
}
