package why403.diagnosis.check;

import why403.diagnosis.request.ForbiddenRequest;

/** A forbidden request and the claim that won it. */
public record Explained(ForbiddenRequest request, Claim claim) {}
