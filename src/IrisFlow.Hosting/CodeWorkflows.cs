using System.Reflection;

namespace IrisFlow.Hosting;

/// <summary>Workflows that application code defines: every public static property of type <see cref="Workflow"/>.</summary>
internal static class CodeWorkflows
{
    /// <exception cref="IrisFlowException">Some of them can't be made; all such are named.</exception>
    public static IReadOnlyList<Workflow> Of(Assembly? application)
    {
        var findings = new List<Finding>();
        var found = Properties(application).Select(p => Value(p, findings.Add)).OfType<Workflow>().ToList();
        return findings.Count == 0 ? found : throw new IrisFlowException(findings);
    }

    private static IEnumerable<PropertyInfo> Properties(Assembly? application) => application is null
        ? []
        : application.GetExportedTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.PropertyType == typeof(Workflow));

    private static Workflow? Value(PropertyInfo property, Action<Finding> report)
    {
        try
        {
            return (Workflow?)property.GetValue(null);
        }
        catch (TargetInvocationException problem)
        {
            var cause = problem.GetBaseException();
            report(new("IF570", $"The workflow {property.DeclaringType}.{property.Name} can't be made: {cause.GetType().Name}: {cause.Message}")
            {
                Expected = "A property that defines a workflow gives it wherever and whenever it is asked.",
            });
            return null;
        }
    }
}
