package io.lockstep.config;

import io.lockstep.admin.AdminLimits;
import io.lockstep.admin.BacklogController;
import io.lockstep.admin.BacklogReader;
import io.lockstep.admin.EngineCalls;
import io.lockstep.admin.EventController;
import io.lockstep.admin.ReplicationController;
import io.lockstep.admin.ReplicationProblems;
import io.lockstep.admin.StatusEvents;
import io.lockstep.admin.SyncController;
import io.lockstep.admin.snapshot.SnapshotController;
import io.lockstep.engine.ReplicationInputs;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** REST and events over the node, in a reactive web application. */
@AutoConfiguration(after = LockstepAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean({ReplicationInputs.class, LockstepProperties.class})
public class LockstepAdminAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  AdminLimits adminLimits(LockstepProperties properties) {
    return properties.http().limits();
  }

  @Bean
  @ConditionalOnMissingBean
  EngineCalls engineCalls(ReplicationInputs inputs, AdminLimits limits) {
    return new EngineCalls(inputs, limits.callTimeout());
  }

  @Bean
  @ConditionalOnMissingBean
  ReplicationController replicationController(EngineCalls engine) {
    return new ReplicationController(engine);
  }

  @Bean
  @ConditionalOnMissingBean
  BacklogController backlogController(EngineCalls engine, AdminLimits limits) {
    return new BacklogController(new BacklogReader(engine, limits), limits);
  }

  @Bean
  @ConditionalOnMissingBean
  StatusEvents statusEvents(ReplicationInputs inputs, AdminLimits limits) {
    return new StatusEvents(inputs, limits);
  }

  @Bean
  @ConditionalOnMissingBean
  EventController eventController(StatusEvents events) {
    return new EventController(events);
  }

  @Bean
  @ConditionalOnMissingBean
  SyncController syncController(EngineCalls engine, StatusEvents events) {
    return new SyncController(engine, events);
  }

  @Bean
  @ConditionalOnMissingBean
  SnapshotController snapshotController(EngineCalls engine) {
    return new SnapshotController(engine);
  }

  @Bean
  @ConditionalOnMissingBean
  ReplicationProblems replicationProblems() {
    return new ReplicationProblems();
  }
}
