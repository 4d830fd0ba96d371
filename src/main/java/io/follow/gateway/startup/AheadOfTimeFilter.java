package io.follow.gateway.startup;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Leaves out, while the jar is built, what nothing in it uses, and what does nothing but hand properties such as
 * {@code camel.component.file.…} to Camel's components, languages, data formats and vaults: a start at which such a property is
 * set, or with more on the class path, does not use what was built, see {@link AheadOfTimePostProcessor}.
 */
final class AheadOfTimeFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    /**
     * Those of the vaults, and of the components and languages that the gateway brings along. Others may be depended on by
     * name, as that of {@code platform-http} is.
     */
    private static final Pattern PROPERTIES_ONLY = Pattern.compile("org\\.apache\\.camel\\.((component\\."
            + "(aws2\\.s3|bean|beanclass|browse|controlbus|dataformat|dataset|direct|file|jackson|language|log|mock|redis|ref"
            + "|rest|saga|scheduler|seda|stub|timer|validator|xslt)"
            + "|language\\.[a-z]+)\\.springboot|spring\\.boot\\.vault)\\.[A-Za-z0-9]+AutoConfiguration");

    /**
     * What nothing in the jar uses: HTTP clients of Spring, transactions, aspects, methods on a schedule, and settings of Netty
     * and Reactor. Tomcat's metrics are read from its management beans, which are there on demand alone.
     */
    private static final Set<String> UNUSED = Set.of(
            "org.springframework.boot.actuate.autoconfigure.metrics.web.tomcat.TomcatMetricsAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.web.client.HttpClientObservationsAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.scheduling.ScheduledTasksObservabilityAutoConfiguration",
            "org.springframework.boot.autoconfigure.aop.AopAutoConfiguration",
            "org.springframework.boot.autoconfigure.http.client.HttpClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.http.client.reactive.ClientHttpConnectorAutoConfiguration",
            "org.springframework.boot.autoconfigure.netty.NettyAutoConfiguration",
            "org.springframework.boot.autoconfigure.reactor.ReactorAutoConfiguration",
            "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizationAutoConfiguration",
            "org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.web.client.RestTemplateAutoConfiguration");

    private static final Pattern HANDED_ON =
            Pattern.compile("camel[._](component|language|dataformat|vault)[._].*", Pattern.CASE_INSENSITIVE);

    private final boolean processing;
    private boolean leavesOut;

    AheadOfTimeFilter() {
        this(Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING));
    }

    /** @param processing whether the jar is being built */
    AheadOfTimeFilter(boolean processing) {
        this.processing = processing;
        this.leavesOut = processing;
    }

    /** What the jar itself sets for a component is to reach it. */
    @Override
    public void setEnvironment(Environment environment) {
        leavesOut = processing
                && !(environment instanceof ConfigurableEnvironment configurable
                        && AheadOfTimePostProcessor.anyName(configurable, HANDED_ON));
    }

    @Override
    public boolean[] match(String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[autoConfigurations.length];
        for (int i = 0; i < wanted.length; i++) {
            // Spring hands in null for what was left out by an earlier filter.
            wanted[i] = autoConfigurations[i] == null || !isLeftOut(autoConfigurations[i]);
        }
        return wanted;
    }

    private boolean isLeftOut(String autoConfiguration) {
        if (UNUSED.contains(autoConfiguration)) {
            return processing;
        }
        return leavesOut && PROPERTIES_ONLY.matcher(autoConfiguration).matches();
    }
}
