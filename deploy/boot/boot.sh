# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Sourced: starts a machine with what image.sh made, and speaks to it. The sourcing script sets $image (its folder) and
# $work (a folder for pipes and logs).

# boot WIDTH HEIGHT [PARAMETER]...: the machine has that screen and these parameters of kernel and systemd; nothing of it is
# kept. What it writes to its first serial port can be read from $serial, its kernel's messages are in $work/boot.log. It is
# emulated in software (TCG), so that it is the same everywhere.
boot()
{
    rm -f "$work/monitor"
    mkfifo "$work/monitor"
    exec {monitor}<>"$work/monitor"
    : >"$work/serial"
    qemu-system-x86_64 -accel tcg -m 768 -smp 2 -nic none -display none -no-reboot \
        -vga none -device "virtio-vga,xres=$1,yres=$2" \
        -kernel "$image/vmlinuz" -initrd "$image/initrd.img" \
        -append "root=/dev/vda rw quiet console=ttyS1 systemd.show_status=no ${*:3}" \
        -drive "file=$image/disk.ext4,if=virtio,format=raw,snapshot=on" \
        -serial "file:$work/serial" -serial "file:$work/boot.log" \
        -monitor stdio <"$work/monitor" >"$work/monitor.log" 2>&1 &
    machine=$!
    exec {serial}< <(tail -f --pid "$machine" "$work/serial")
}

# A command for QEMU's monitor.
tell_machine()
{
    printf '%s\n' "$*" >&"$monitor"
}

stop_machine()
{
    [ -n "$machine" ] || return 0
    kill "$machine" 2>/dev/null && wait "$machine" || true
    machine=
    exec {serial}<&- {monitor}>&-
}
machine=
