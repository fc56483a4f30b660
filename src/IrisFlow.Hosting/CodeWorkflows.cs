using System.Reflection;

namespace IrisFlow.Hosting;

/// <summary>Workflows that application code defines: every public static property of type <see cref="Workflow"/>.</summary>
internal static class CodeWorkflows
{
    public static Workflow? Find(Assembly? application, string name) => All(application).FirstOrDefault(w => w.Name == name);

    public static IEnumerable<string> Names(Assembly? application) => All(application).Select(w => w.Name);

    private static IEnumerable<Workflow> All(Assembly? application) => application is null
        ? []
        : application.GetExportedTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.PropertyType == typeof(Workflow))
            .Select(p => (Workflow)p.GetValue(null)!);
}
