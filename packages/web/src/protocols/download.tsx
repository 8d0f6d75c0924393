/** A protocol document as a file, as `holdspace protocol check` reads it. */
import { Button } from '@mantine/core';

export function DownloadButton({ document: protocol, name }: { document: unknown; name: string }) {
  return (
    <Button
      variant="default"
      onClick={() => {
        const address = URL.createObjectURL(
          new Blob([`${JSON.stringify(protocol, null, 2)}\n`], { type: 'application/json' }),
        );
        const link = document.createElement('a');
        link.href = address;
        link.download = `${name}.json`;
        link.click();
        URL.revokeObjectURL(address);
      }}
    >
      Save as a file
    </Button>
  );
}
