"""The learned judge: small linear models over frames, roles and dependency paths (issue: what frames miss or tie)."""
