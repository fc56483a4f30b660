using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Plan;

/// <summary>Reads what <c>--with step.port=SOURCE</c> puts in the place of ports.</summary>
internal sealed class Injections(IRunStore store, CheckpointStore checkpoints)
{
    /// <summary>The data for each address that the request names. An output's address means the output; an input's is kept as it is.</summary>
    public Dictionary<string, Injection> Read(RunRequest request, CheckedWorkflow workflow, Action<Finding> report)
    {
        var injected = new Dictionary<string, Injection>();
        var sources = request.With.Select(w => (w.Address, w.Source, Given: (GivenTable?)null)).Concat(request.Given.Select(g => (g.Address, Source: g.Origin, Given: (GivenTable?)g)));
        foreach (var (address, source, given) in sources)
        {
            if (Port(address, workflow, report) is not { } port)
            {
                continue;
            }

            // What is known best of the port is what it last held; before the first run, what the workflow says of it.
            var (step, name) = Address.Split(port.Output ?? "");
            var shape = port.Output is null ? Shape.Unknown : workflow.ShapeAt(port.Output);
            if (port.Output is not null && port.Kind.Type == typeof(Table) && LastSchema(workflow.Workflow.Name, step, name, shape) is { } schema)
            {
                shape = Shape.Of(schema);
            }

            var findings = new List<Finding>();
            if (Table(given, source, request, port.Kind, shape, findings.Add) is { } table)
            {
                var digest = ReferenceEquals(given?.Table, table) && given.Digest is { } known ? known : TableDigest.Of(table);
                injected[address] = new(address, source, table, new(Address.Split(address).Port, port.Kind.Name, digest, table.RowCount) { Origin = source });
            }

            findings.ForEach(f => report(f with { Step = Address.Split(address).Step, Port = Address.Split(address).Port, File = f.File ?? source }));
        }

        return injected;
    }

    private static (PortKind Kind, string? Output)? Port(string address, CheckedWorkflow workflow, Action<Finding> report)
    {
        var (name, port) = Address.Split(address);
        var step = workflow.Steps.FirstOrDefault(s => s.Name == name);
        if (step is null)
        {
            report(Overrides.UnknownStep("--with", name, workflow.Workflow.Steps));
            return null;
        }

        if (step.Descriptor!.Outputs.FirstOrDefault(o => o.Name == port) is { } output)
        {
            return (output.Kind, address);
        }

        if (step.Descriptor.Inputs.FirstOrDefault(i => i.Name == port) is { } input)
        {
            return (input.Kind, step.Step.From.GetValueOrDefault(port));
        }

        report(new("IF404", $"--with names '{address}', but {step.Descriptor.Uses} has no port '{port}'.")
        {
            Expected = NearMiss.OneOf(port, step.Descriptor.Outputs.Concat(step.Descriptor.Inputs).Select(p => p.Name).Distinct(), "Its ports are"),
        });
        return null;
    }

    private Table? Table(GivenTable? given, string source, RunRequest request, PortKind kind, Shape shape, Action<Finding> report)
    {
        try
        {
            var table = given is not null ? given.Table
                : FromStore(source) is { } digest
                ? checkpoints.Read(digest)
                : Read(request.Environment.Formats.For(source), Path.GetFullPath(source), report);
            if (kind.Type == typeof(Table))
            {
                return InjectedTable.Fit(table, shape, report);
            }

            // A model or metrics: reading it back says whether it is one.
            kind.FromTable(table, request.Environment.Catalog);
            return table;
        }
        catch (IrisFlowException problem)
        {
            foreach (var finding in problem.Findings)
            {
                report(finding);
            }

            return null;
        }
    }

    private static Table Read(TableFormat format, string path, Action<Finding> report)
    {
        foreach (var finding in format.LeftOut(path))
        {
            report(finding);
        }

        return format.Read(path);
    }

    /// <summary>The content that <c>run:ID/step.port</c>, <c>upload:ID</c> or a digest names; null where the source is a file.</summary>
    private Digest? FromStore(string source)
    {
        if (Digest.TryParse(source, out var digest))
        {
            return digest;
        }

        if (source.StartsWith("upload:", StringComparison.Ordinal))
        {
            return store.FindUpload(source[7..]) is { } upload ? upload.Digest : throw new IrisFlowException(
                new Finding("IF581", $"There is no upload '{source[7..]}'.") { Expected = "Upload the file again, or name the file itself on the command line." }, ExitCode.NotFound);
        }

        if (!source.StartsWith("run:", StringComparison.Ordinal))
        {
            return null;
        }

        var slash = source.IndexOf('/', StringComparison.Ordinal);
        var (step, port) = Address.Split(slash < 0 ? "" : source[(slash + 1)..]);
        var id = slash < 0 ? source[4..] : source[4..slash];
        var run = store.FindRun(id)
            ?? throw new IrisFlowException(new Finding("IF403", $"There is no run '{id}'.") { Next = "irisflow runs" }, ExitCode.NotFound);
        var steps = store.Steps(run.Id);
        var outputs = steps.FirstOrDefault(s => s.Name == step)?.Outputs ?? [];
        var output = outputs.FirstOrDefault(o => o.Port == port)
            ?? throw new IrisFlowException(
                new Finding("IF404", $"Run {run.Id} has no checkpoint '{step}.{port}'.")
                {
                    Expected = NearMiss.OneOf($"{step}.{port}", steps.SelectMany(s => s.Outputs.Select(o => $"{s.Name}.{o.Port}")), "It has"),
                },
                ExitCode.NotFound);
        var unkept = UnkeptOutputs.Of(run, store);
        return unkept.Contains(step, output) ? throw unkept.Refusal(run.Id, step, output) : output.Digest;
    }

    /// <summary>The columns that a port last held, where its shape can't say for certain and they still fit it.</summary>
    private Schema? LastSchema(string workflow, string step, string port, Shape shape)
    {
        if (shape.Candidates.IsEmpty || store.LastStep(workflow, step) is not { } last
            || last.Step.Outputs.FirstOrDefault(o => o.Port == port) is not { Origin: null } output || store.FindObject(output.Digest) is not { } stored)
        {
            return null;
        }

        var schema = SchemaText.Read(stored.Schema);
        return schema.All(f => shape.Find(f.Name) is not null) && schema.Count == shape.Fields.Length + shape.Chosen ? schema : null;
    }
}
