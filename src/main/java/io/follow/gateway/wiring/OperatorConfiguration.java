package io.follow.gateway.wiring;

import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.OriginalEntryIds;
import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.embedded.Restart;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.operator.JobCounters;
import io.follow.gateway.operator.OwnServerReport;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.StreamReports;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.startup.Instance;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.steps.http.AnswerProblem;
import io.follow.gateway.steps.operator.CheckOperator;
import io.follow.gateway.steps.operator.ManageDeadLetters;
import io.follow.gateway.steps.operator.ShowStreams;
import io.follow.gateway.storage.Stores;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of operator calls, and what they need. */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

    @Bean
    OriginalEntryIds firstEntries(ValkeyStreamsComponent component, GatewayProperties properties) {
        return new OriginalEntryIds(component.connections(), keys(properties).firstEntries());
    }

    @Bean
    CheckOperator checkOperator(OperatorAccess access) {
        return new CheckOperator(access);
    }

    @Bean
    ManageDeadLetters deadLetters(
            ValkeyStreamsComponent component,
            GatewayProperties properties,
            StatusHash hashes,
            Stores stores,
            OwnedSources sources) {
        return new ManageDeadLetters(
                new DeadLetters(component.connections(), keys(properties), hashes::queued), stores, sources);
    }

    @Bean
    StreamReports streamReports(ValkeyStreamsComponent component, GatewayProperties properties) {
        GatewayProperties.Keys keys = properties.keys();
        return new StreamReports(
                component.connections(), keys.process(), keys.group(), List.of(keys.result(), keys.deadLetter()));
    }

    @Bean
    JobCounters jobTally() {
        return new JobCounters();
    }

    @Bean
    Samples samples(StreamReports reports, JobCounters tally, Clock clock) {
        return new Samples(reports, tally, clock);
    }

    @Bean
    ShowStreams showStreams(
            StreamReports reports, Samples samples, Instance instance, ObjectProvider<EmbeddedServer> embedded) {
        EmbeddedServer own = embedded.getIfAvailable();
        return new ShowStreams(reports, samples, instance.name(), () -> own == null ? null : report(own));
    }

    private static @Nullable OwnServerReport report(EmbeddedServer own) {
        Restart last = own.lastRestart();
        return last == null ? null : new OwnServerReport(last.count(), WireTime.format(last.at()), last.cause());
    }

    @Bean
    AnswerProblem answerProblem() {
        return new AnswerProblem();
    }

    static DeadLetterKeys keys(GatewayProperties properties) {
        return new DeadLetterKeys(
                properties.keys().deadLetter(), properties.keys().process());
    }
}
