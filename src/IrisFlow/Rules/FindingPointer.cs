namespace IrisFlow;

/// <summary>Where in a workflow's definition a finding is, from the step and the port or parameter that it names.</summary>
internal static class FindingPointer
{
    /// <summary>The JSON pointer; null for a finding that names no step.</summary>
    public static string? Of(Finding finding, IReadOnlyDictionary<string, Step> steps, Catalog catalog)
    {
        if (finding.Step is null || !steps.TryGetValue(finding.Step, out var step))
        {
            return null;
        }

        var path = JsonDocumentText.Pointer("/steps", step.Name);
        return finding.Port switch
        {
            null => finding.Rule == "IF102" ? path + "/uses" : path,
            ['p', 'o', 'l', 'i', 'c', 'y', '.', .. var key] => JsonDocumentText.Pointer(path + "/policy", key),
            var port when step.With.ContainsKey(port) => JsonDocumentText.Pointer(path + "/with", port),
            var port when step.From.ContainsKey(port) || catalog.Find(step.Uses)?.Inputs.Any(i => i.Name == port) == true => JsonDocumentText.Pointer(path + "/from", port),

            // Into nested values: trainer.l2, columns[2].
            var port => port.Split('.', '[').Aggregate(path + "/with", (at, part) => JsonDocumentText.Pointer(at, part.TrimEnd(']'))),
        };
    }
}
