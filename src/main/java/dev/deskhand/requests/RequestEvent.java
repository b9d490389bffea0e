package dev.deskhand.requests;

import dev.deskhand.people.Actor;

/** Something that happened to a request; published within the transaction of the change. */
public sealed interface RequestEvent {

  ServiceRequest request();

  Actor by();

  /**
   * It was asked for; if it awaits approval, the approvers are asked. What needs none is approved
   * already, and no {@link Approved} follows.
   */
  record Submitted(ServiceRequest request, Actor by) implements RequestEvent {}

  record Approved(ServiceRequest request, Actor by) implements RequestEvent {}

  record Rejected(ServiceRequest request, Actor by) implements RequestEvent {}

  /** A step was done and others remain; the last one is told by {@link Fulfilled} alone. */
  record StepDone(ServiceRequest request, ServiceRequest.Step step, Actor by)
      implements RequestEvent {}

  record Fulfilled(ServiceRequest request, Actor by) implements RequestEvent {}

  record Said(ServiceRequest request, String text, Actor by) implements RequestEvent {}

  record Cancelled(ServiceRequest request, Actor by) implements RequestEvent {}
}
