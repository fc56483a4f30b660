namespace IrisFlow.Sqlite;

/// <content>The same key with other content.</content>
internal sealed partial class RunWriter
{
    public void SaveEvidence(EvidenceRecord evidence) => database.Run(
        """
        INSERT INTO evidence (cache_key, uses, port, run_id, step, digest, other_run_id, other_digest, columns, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
        evidence.Key, evidence.Uses, evidence.Port, evidence.Run, evidence.Step, evidence.Digest.Hex, evidence.OtherRun, evidence.OtherDigest.Hex,
        evidence.Columns.Count == 0 ? null : Texts(evidence.Columns), clock.GetUtcNow());
}
